// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillroom.engine.Engine;
import org.stillroom.engine.memory.MemoryBudget;
import org.stillroom.engine.memory.MemoryPlan;
import org.stillroom.torch.models.ModelCache;
import org.stillroom.torch.runtime.Device;
import org.stillroom.torch.runtime.FreeMemory;
import org.stillroom.torch.runtime.ProcessMemory;
import org.stillroom.torch.runtime.ThreadPriority;
import org.stillroom.torch.runtime.Torch;
import org.stillroom.torch.runtime.TorchException;
import org.stillroom.workbench.services.Catalog;
import org.stillroom.workbench.services.Models;
import org.stillroom.workbench.services.Preferences;

/**
 * The one engine of the workbench, so that all graphs share results and loaded models. Made when it is first needed.
 * Thread-safe.
 */
public final class WorkbenchEngine implements RunEngine {

    private static final WorkbenchEngine INSTANCE = new WorkbenchEngine();
    private static final long MIB = 1L << 20;

    private Optional<Engine> engine = Optional.empty();
    private volatile Optional<ModelCache> cache = Optional.empty();
    private volatile Optional<String> automatic = Optional.empty();
    private volatile Optional<MemoryPlan> plan = Optional.empty();
    private boolean closed;

    private WorkbenchEngine() {
        Preferences.store().addPropertyChangeListener(event -> {
            if (event.getProperty().equals(Preferences.MEMORY_BUDGET_MIB)) {
                Job job = Job.createSystem(Messages.WorkbenchEngine_budget, this::applyBudget);
                job.schedule();
            }
        });
    }

    public static WorkbenchEngine get() {
        return INSTANCE;
    }

    @Override
    public synchronized Engine engine() {
        if (closed) {
            throw new IllegalStateException("the workbench is closing");
        }
        if (engine.isEmpty()) {
            Engine made = new Engine(Catalog.get(), ThreadPriority::giveWay);
            engine = Optional.of(made);
            cache = Optional.of(made.shared(ModelCache.class, ModelCache::new));
            applyBudget(null);
            EngineEnd.watch(this);
        }
        return engine.get();
    }

    @Override
    public Settings settings(Path graphFolder) {
        Models.get().refresh();
        String device = device();
        return new Settings(Models.get().folders(graphFolder), Preferences.outputFolder(graphFolder), device,
                Preferences.previewEvery(), Preferences.disk(), () -> budget(Device.parse(device)));
    }

    /** What is set for models, which runs may exceed as ever, or what is free. */
    private MemoryBudget budget(Device device) {
        long base = base(device);
        long set = Preferences.store().getLong(Preferences.MEMORY_BUDGET_MIB) * MIB;
        return FreeMemory.of(device).map(free -> new MemoryBudget(
                set == 0 || device.kind() != Device.Kind.CPU ? free.free() : Math.min(set + base, free.total()), false,
                free.total(), base)).orElse(MemoryBudget.unknown(base))
                .holding(cache.map(models -> models.held(device)).orElse(Map.of()));
    }

    private static long base(Device device) {
        try {
            return ProcessMemory.base(device);
        } catch (TorchException e) {
            // said by the first node that needs libtorch
            return 0;
        }
    }

    /** What was foretold of the run that began last. */
    public Optional<MemoryPlan> plan() {
        return plan;
    }

    void planned(MemoryPlan latest) {
        plan = Optional.of(latest);
    }

    /** Loads libtorch if it is to find out whether there is a CUDA device. */
    private String device() {
        chooseLibTorch();
        String device = Preferences.store().getString(Preferences.DEVICE);
        return device.equals(Preferences.AUTO) ? automaticDevice() : device;
    }

    /** As it was found out once: a device that comes later is one to name, or to start anew for. */
    private synchronized String automaticDevice() {
        if (automatic.isEmpty()) {
            automatic = Optional.of(hasCuda() ? "cuda:0" : "cpu");
        }
        return automatic.get();
    }

    private static boolean hasCuda() {
        try {
            return Torch.hasCuda();
        } catch (TorchException e) {
            // said again, and better, by the first node that needs libtorch
            return false;
        }
    }

    /** Before libtorch is loaded; a choice made later counts after the next start. */
    static void chooseLibTorch() {
        String folder = Preferences.store().getString(Preferences.LIBTORCH);
        if (!folder.isBlank()) {
            Torch.choose(folder);
        }
    }

    /** The device that runs use, for people: {@code auto} as long as it is to be found out by the first run. */
    public String deviceName() {
        String device = Preferences.store().getString(Preferences.DEVICE);
        return device.equals(Preferences.AUTO) ? automatic.orElse(device) : device;
    }

    /** Bytes of models in memory, loaded for a run or kept for the next. */
    public long modelBytes() {
        return cache.map(ModelCache::bytes).orElse(0L);
    }

    private IStatus applyBudget(IProgressMonitor monitor) {
        long budget = Preferences.store().getLong(Preferences.MEMORY_BUDGET_MIB) * MIB;
        cache.ifPresent(models -> models.setBudget(budget == 0 ? ModelCache.machineMemory() / 2 : budget));
        return Status.OK_STATUS;
    }

    /** Cancels what runs; returns within a second. Further runs are refused. */
    void close() {
        Optional<Engine> open;
        synchronized (this) {
            closed = true;
            open = engine;
        }
        open.ifPresent(Engine::close);
    }

    /** Whether no node is at work any more, after it was closed. */
    synchronized boolean ended() {
        return engine.map(Engine::ended).orElse(true);
    }
}
