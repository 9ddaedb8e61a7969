"""What a disk may hold after a power cut: a model that is fed the journal of fault.c.

What was synced is there. Of writes that were not, any may be missing, whole or in sectors. Names (files made, renamed,
removed) become lasting in their order, when the directory is synced (strict, as POSIX has it), or at any sync (ordered,
as ext4 does with its journal)."""
import os
import shutil

SECTORS = (512, 4096)


class File:
    def __init__(self, data=b""):
        self.data = bytearray(data)  # lasting
        self.pending = []  # (offset, bytes), or (size, None) of a truncation

    @staticmethod
    def apply(data, change):
        offset, written = change
        if written is None:
            data[offset:] = bytes(max(0, offset - len(data)))
        else:
            data.extend(bytes(max(0, offset + len(written) - len(data))))
            data[offset:offset + len(written)] = written

    def sync(self):
        for change in self.pending:
            self.apply(self.data, change)
        self.pending = []

    def after_cut(self, chance):
        """chance None: nothing of what is pending was written."""
        data = bytearray(self.data)
        for offset, written in self.pending if chance else ():
            fate = chance.randrange(3)
            if fate == 0 and written is not None:
                sector = chance.choice(SECTORS)
                for at in range(0, len(written), sector):
                    if chance.randrange(2):
                        self.apply(data, (offset + at, written[at:at + sector]))
            elif fate == 1:
                self.apply(data, (offset, written))
        return data


class Disk:
    def __init__(self, root, strict):
        """The files below root as they are now, all lasting."""
        self.root, self.strict = str(root), strict
        self.inodes, self.names, self.pending = {}, {}, []  # pending: lists of (path, File, link's target, "" or None)
        for directory, folders, files in os.walk(root):
            for name in folders + files:
                path = os.path.join(directory, name)
                self.names[path] = os.readlink(path) if os.path.islink(path) else "" if name in folders \
                    else self.new_file(os.stat(path).st_ino, open(path, "rb").read())
        self.live = dict(self.names)

    def new_file(self, inode, data=b""):
        self.inodes[inode] = File(data)
        return self.inodes[inode]

    def name(self, *changes):
        for path, node in changes:
            self.live.pop(path, None)
            if node is not None:
                self.live[path] = node
        self.pending.append(changes)

    def rename(self, old, new):
        inner = [path for path in self.live if path.startswith(old + "/")]
        self.name((old, None), (new, self.live[old]), *((path, None) for path in inner),
                  *((new + path[len(old):], self.live[path]) for path in inner))

    def sync_names(self, directory=None):
        late = []
        for changes in self.pending:
            if directory is None or any(os.path.dirname(path) == directory for path, _ in changes):
                self.put_names(self.names, changes)
            else:
                late.append(changes)
        self.pending = late

    @staticmethod
    def put_names(names, changes):
        for path, node in changes:
            names.pop(path, None)
            if node is not None:
                names[path] = node

    def feed(self, what, inode, offset, data):
        if what == "write":
            self.inodes[inode].pending.append((offset, data))
        elif what == "truncate":
            self.inodes[inode].pending.append((offset, None))
        elif what == "sync":
            self.inodes[inode].sync()
            if not self.strict:
                self.sync_names()
        else:
            self.feed_name(what, inode, *data.decode().split("\n"))

    def feed_name(self, what, inode, path, other=None):
        if what == "syncdir":
            self.sync_names(path if self.strict else None)
        elif what == "rename":
            self.rename(path, other)
        elif what == "link":
            self.name((other, self.live[path]))
        else:
            self.name((path, {"create": lambda: self.new_file(inode), "mkdir": lambda: "", "symlink": lambda: other,
                              "unlink": lambda: None}[what]()))

    def write_after_cut(self, chance):
        """Puts below root what may be there when the power comes back; chance None: nothing but what was synced."""
        names = dict(self.names)
        for changes in self.pending[:chance.randint(0, len(self.pending))] if chance else ():
            self.put_names(names, changes)
        shutil.rmtree(self.root)
        os.mkdir(self.root)
        for path in sorted(names):  # directories before what is in them
            node = names[path]
            if not os.path.isdir(os.path.dirname(path)):
                continue  # lost with its directory
            if isinstance(node, File):
                with open(path, "wb") as file:
                    file.write(node.after_cut(chance))
            elif node:
                os.symlink(node, path)
            else:
                os.mkdir(path)


def read_journal(path):
    with open(path, "rb") as file:
        while line := file.readline():
            what, inode, offset, size = line.split()
            yield what.decode(), int(inode), int(offset), file.read(int(size))
