# SPDX-License-Identifier: EPL-2.0
"""Weights that lie in host memory and are on the card a block at a time."""
import torch

PAGEABLE = "pageable"
PINNED = "pinned"
OVERLAPPED = "two buffers"
# Blocks of a kind that are really there; they are taken in turn, so that host memory need not hold all of a model.
DISTINCT = 2
ALIGNMENT = 256


class Source:
    """The blocks of a model in host memory, each as one row of bytes."""

    def __init__(self, model, weights, form, device):
        self.device = device
        self.layouts, self.pageable, self.pinned = [], [], []
        self.bytes = 0
        made = {}
        for part in model.parts:
            # blocks of a kind have tensors of the same sizes
            kind = tuple(tuple(shape) for _, shape in part.items())
            blocks = made.setdefault(kind, [])
            if len(blocks) < DISTINCT:
                blocks.append(self.packed(weights.of(part, form)))
            number = sum(layout is not None and layout[0] == kind for layout in self.layouts)
            offsets, pageable, pinned = blocks[number % len(blocks)]
            self.layouts.append((kind, named(offsets, part)))
            self.pageable.append(pageable)
            self.pinned.append(pinned)
            self.bytes += pageable.numel()

    def packed(self, tensors):
        """Where each tensor begins, and all of them, twice."""
        offsets, end = [], 0
        for name, tensor in tensors.items():
            offsets.append((name, end, tensor.dtype, tensor.shape))
            end += -(-tensor.numel() * tensor.element_size() // ALIGNMENT) * ALIGNMENT
        pageable, pinned = torch.empty(end, dtype=torch.uint8), self.device.pinned(end)
        for (_, start, _, _), tensor in zip(offsets, tensors.values()):
            raw = tensor.contiguous().reshape(-1).view(torch.uint8).cpu()
            pageable[start:start + raw.numel()] = raw
        pinned.copy_(pageable)
        return offsets, pageable, pinned

    def room(self):
        return torch.empty(max(block.numel() for block in self.pageable), dtype=torch.uint8, device=self.device.torch)

    def kept(self):
        """Weights of all blocks on the card."""
        return [views(block.to(self.device.torch), layout) for block, (_, layout) in zip(self.pageable, self.layouts)]

    def parts(self, way):
        """Gives the weights of each block as it is computed."""
        return self.ahead() if way == OVERLAPPED else self.one_by_one(self.pinned if way == PINNED else self.pageable)

    def one_by_one(self, blocks):
        room = self.room()
        for block, (_, layout) in zip(blocks, self.layouts):
            room[:block.numel()].copy_(block, non_blocking=True)
            yield views(room, layout)

    def ahead(self):
        """The next block is copied, by a stream of its own, while one is computed. Events hold the order: a block is
        computed when it is there, and its buffer filled again when what was computed with it is done."""
        rooms = [self.room(), self.room()]
        there = [self.device.event(), self.device.event()]
        done = [self.device.event(), self.device.event()]
        copies = self.device.stream()
        if copies:
            # the buffers' memory may be what the main stream still reads as something else
            copies.wait_stream(torch.cuda.current_stream(self.device.torch))

        def copy(i):
            with self.device.on(copies):
                if i >= 2:
                    done[i % 2].wait()
                rooms[i % 2][:self.pinned[i].numel()].copy_(self.pinned[i], non_blocking=True)
                there[i % 2].record()

        copy(0)
        for i, (_, layout) in enumerate(self.layouts):
            if i + 1 < len(self.layouts):
                copy(i + 1)
            there[i % 2].wait()
            yield views(rooms[i % 2], layout)
            # the caller has asked for the next: all that computes with this one is under way
            done[i % 2].record()


def views(room, layout):
    made = {}
    for name, start, dtype, shape in layout:
        size = shape.numel() * dtype.itemsize
        made[name] = room[start:start + size].view(dtype).view(shape)
    return made


def named(offsets, part):
    """Tensors of one block under the names of another of its kind."""
    old, new = common(name for name, *_ in offsets), common(part)
    return [(new + name[len(old):], *rest) for name, *rest in offsets]


def common(names):
    """What all names begin with: a block's prefix, such as transformer_blocks.3."""
    first, last = min(listed := list(names)), max(listed)
    same = next((i for i, (a, b) in enumerate(zip(first, last)) if a != b), len(first))
    return first[:first[:same].rindex(".") + 1]
