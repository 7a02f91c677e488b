/* Preloaded into a command by tests/bench/killing.py: kills the process in the middle of its writing.
 *
 * Calls that change files in the folder $KILL_FOLDER are counted in the file $KILL_COUNT (eight bytes), over all
 * processes of a command. The one that reaches $KILL_AT (0: none) is done by half, where that can be, and is the last.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static long *count;
static long at;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("KILL_COUNT"), *number = getenv("KILL_AT");
    folder = getenv("KILL_FOLDER");
    if (!file || !number || !folder) return;
    at = atol(number);
    int handle = open(file, O_RDWR);
    if (handle < 0) return;
    void *shared = mmap(NULL, sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    close(handle);
    if (shared != MAP_FAILED) count = shared;
}

static int is_last(const char *path) {
    if (!count || strncmp(path, folder, strlen(folder))) return 0;
    return __sync_add_and_fetch(count, 1) == at;
}

static int is_last_to(int handle) {
    char link[64], path[PATH_MAX];
    if (!count) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_last(path);
}

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int handle, const void *bytes, size_t size) {
    NEXT(write);
    if (handle > 2 && is_last_to(handle)) { next(handle, bytes, size / 2); end(); }
    return next(handle, bytes, size);
}

#define PWRITE(name, offset)                                                                   \
    ssize_t name(int handle, const void *bytes, size_t size, offset place) {                   \
        NEXT(name);                                                                            \
        if (is_last_to(handle)) { next(handle, bytes, size / 2, place); end(); }               \
        return next(handle, bytes, size, place);                                               \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define SYNC(name)                                                                             \
    int name(int handle) { NEXT(name); if (is_last_to(handle)) end(); return next(handle); }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, offset)                                                                 \
    int name(int handle, offset size) { NEXT(name); if (is_last_to(handle)) end(); return next(handle, size); }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) { NEXT(rename); if (is_last(to)) end(); return next(from, to); }
int unlink(const char *path) { NEXT(unlink); if (is_last(path)) end(); return next(path); }
