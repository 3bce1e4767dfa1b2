// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.services;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.stillroom.nodes.catalog.NodeCatalog;
import org.stillroom.nodes.contract.ModelFolders;
import org.stillroom.nodes.contract.ModelIdentity;
import org.stillroom.nodes.contract.NodeException;

/**
 * What the models in model folders are. They are looked at in a job, one after another; what was found is kept until
 * they are looked at again.
 */
final class ModelKinds {

    private static final long BETWEEN_NEWS = 200_000_000;
    /** Of a model that nobody knows. */
    private static final ModelIdentity UNKNOWN = new ModelIdentity(Set.of(), "", "");

    /** One of the models that a list of folders holds. */
    private record Model(List<Path> folders, String name) {}

    private final NodeCatalog catalog;
    private final Runnable news;
    private final Map<Model, ModelIdentity> known = new ConcurrentHashMap<>();
    private final Set<Model> upToDate = ConcurrentHashMap.newKeySet();
    private final Set<Model> wanted = new LinkedHashSet<>();
    private final Job job = new LookingJob();

    /** @param news told now and then while models are looked at, and afterwards, in any thread */
    ModelKinds(NodeCatalog catalog, Runnable news) {
        this.catalog = catalog;
        this.news = news;
        job.addJobChangeListener(new JobChangeAdapter() {
            @Override
            public void done(IJobChangeEvent event) {
                news.run();
            }
        });
    }

    /** Whether there is anybody who knows models. */
    boolean askable() {
        return catalog.identifiesModels();
    }

    /** Whether models are being looked at. */
    boolean looking() {
        return job.getState() != Job.NONE;
    }

    /** What a model is; empty as long as nobody has looked. */
    Optional<ModelIdentity> of(List<Path> folders, String name) {
        return Optional.ofNullable(known.get(new Model(folders, name)));
    }

    /** Looks at these models, in the job, unless that was done. Returns at once. */
    void want(List<Path> folders, Collection<String> names) {
        boolean more = false;
        synchronized (wanted) {
            for (String name : names) {
                Model model = new Model(folders, name);
                more |= !upToDate.contains(model) && wanted.add(model);
            }
        }
        if (more) {
            job.schedule();
        }
    }

    /** Looks at all again when they are asked for the next time; until then they are what they were. */
    void again() {
        upToDate.clear();
    }

    private ModelIdentity look(Model model) {
        try {
            Path path = new ModelFolders(model.folders()).resolve("model", model.name());
            return catalog.identify(path).filter(is -> !is.kinds().isEmpty())
                    .map(is -> new ModelIdentity(is.kinds(), is.label(), is.details(),
                            named(is.problem(), path, model.name()), is.notes()))
                    .orElse(UNKNOWN);
        } catch (NodeException e) {
            return new ModelIdentity(Set.of(), "", e.getMessage());
        }
    }

    /** A sentence with the name that graphs use in place of the whole path. */
    private static String named(String sentence, Path path, String name) {
        return sentence.replace(path.toString(), name);
    }

    private final class LookingJob extends Job {

        LookingJob() {
            super(Messages.Models_listing);
            setSystem(true);
            setPriority(LONG);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            long told = System.nanoTime();
            for (Optional<Model> next = next(); next.isPresent() && !monitor.isCanceled(); next = next()) {
                known.put(next.get(), look(next.get()));
                if (System.nanoTime() - told > BETWEEN_NEWS) {
                    news.run();
                    told = System.nanoTime();
                }
            }
            return Status.OK_STATUS;
        }

        private Optional<Model> next() {
            synchronized (wanted) {
                Optional<Model> next = wanted.stream().findFirst();
                next.ifPresent(model -> {
                    wanted.remove(model);
                    upToDate.add(model);
                });
                return next;
            }
        }
    }
}
