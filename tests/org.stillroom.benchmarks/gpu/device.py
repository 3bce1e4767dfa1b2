# SPDX-License-Identifier: EPL-2.0
"""The device that is measured on: time, memory, streams, and what does not work there."""
import contextlib
import gc
import re
import statistics
import time

import torch


class Unavailable(Exception):
    """What cannot be measured on this device, as a sentence for its row of the table."""


class Device:
    """A card, or the CPU, which stands for one where there is none."""

    def __init__(self, name):
        self.torch = torch.device(name)
        self.cuda = self.torch.type == "cuda"
        if self.torch.index is not None and self.cuda:
            # streams and events are of the current one
            torch.cuda.set_device(self.torch)

    def about(self):
        if not self.cuda:
            return {"device": "cpu", "threads": torch.get_num_threads()}
        properties = torch.cuda.get_device_properties(self.torch)
        return {"device": properties.name, "compute capability": f"{properties.major}.{properties.minor}",
                "memory": properties.total_memory, "driver": driver(), "CUDA": torch.version.cuda,
                "cuDNN": torch.backends.cudnn.version()}

    def require_code(self):
        """PyTorch has machine code for some cards only; others fail at the first operation, in words of their own."""
        if self.cuda:
            major, minor = torch.cuda.get_device_capability(self.torch)
            try:
                torch.ones(1, device=self.torch).add_(1).item()
            except RuntimeError as e:
                raise SystemExit(f"This PyTorch ({torch.__version__}, for {', '.join(torch.cuda.get_arch_list())}) "
                                 f"cannot compute on this card (sm_{major}{minor}): {first_line(e)} Install one that "
                                 "was built for it, such as that for CUDA 12.8 for an RTX 50.")

    def require(self, major, minor, what):
        """A card of this compute capability or a newer one; on the CPU, whatever libtorch has there."""
        if self.cuda and torch.cuda.get_device_capability(self.torch) < (major, minor):
            have = torch.cuda.get_device_capability(self.torch)
            raise Unavailable(f"{what} needs a card of compute capability {major}.{minor}; this one has "
                              f"{have[0]}.{have[1]}")

    def require_memory(self, size, what):
        """Tells before anything is made that weights do not fit; what is computed with them is found out by trying."""
        if self.cuda:
            free = torch.cuda.mem_get_info(self.torch)[0]
            if size > free:
                raise Unavailable(f"{what} takes {size / 1e9:.1f} GB, of which {free / 1e9:.1f} are free")

    def synchronize(self):
        if self.cuda:
            torch.cuda.synchronize(self.torch)

    def seconds(self, work):
        """How long it takes, and what it gives."""
        self.synchronize()
        start = time.perf_counter()
        result = work()
        self.synchronize()
        return time.perf_counter() - start, result

    def median(self, work, turns, warm=2):
        for _ in range(warm):
            self.seconds(work)
        return statistics.median(self.seconds(work)[0] for _ in range(turns))

    def medians(self, ours, theirs, turns, warm=2):
        """Of two that take turns, and the median of the ratios turn by turn, so that a drifting clock is none."""
        for _ in range(warm):
            self.seconds(ours), self.seconds(theirs)
        pairs = [(self.seconds(ours)[0], self.seconds(theirs)[0]) for _ in range(turns)]
        return (statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs),
                statistics.median(a / b for a, b in pairs))

    def peak(self, work):
        """The most memory that tensors took meanwhile, weights included; None on the CPU, which does not count."""
        if not self.cuda:
            work()
            return None
        torch.cuda.reset_peak_memory_stats(self.torch)
        work()
        self.synchronize()
        return torch.cuda.max_memory_allocated(self.torch)

    def release(self):
        """Gives back what nobody holds any more."""
        gc.collect()
        if self.cuda:
            torch.cuda.empty_cache()

    def pinned(self, size):
        """Bytes of host memory that the card copies from by itself; on the CPU, plain ones."""
        return torch.empty(size, dtype=torch.uint8, pin_memory=self.cuda)

    def stream(self):
        return torch.cuda.Stream(self.torch) if self.cuda else None

    def on(self, stream):
        return torch.cuda.stream(stream) if stream else contextlib.nullcontext()

    def event(self):
        return torch.cuda.Event() if self.cuda else NoEvent()


class NoEvent:
    """On the CPU, what was told first is done first."""

    def record(self):
        pass

    def wait(self):
        pass


def driver():
    try:
        with open("/proc/driver/nvidia/version") as version:
            return re.search(r"\d+\.\d+(\.\d+)?", version.readline())[0]
    except (OSError, TypeError):
        return "unknown"


def first_line(error):
    """The line of an error of TorchScript that says what is wrong, which stands behind where it is."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if line.startswith("RuntimeError:")]
    return (told[-1][len("RuntimeError:"):].strip() if told else lines[0] if lines else type(error).__name__)
