// SPDX-License-Identifier: MIT
#include "rt/watch.hpp"

#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <typeinfo>

#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

namespace {

thread_local bool audio_thread = false;

struct Count {
    char name[24] = {};
    std::atomic<int> calls = 0;
};

Count counts[32];

// It must not allocate, because it runs inside of malloc.
void note(const char* name) {
    if (!audio_thread) return;
    for (Count& count : counts) {
        if (count.name[0] == 0) std::strncpy(count.name, name, sizeof count.name - 1);
        if (std::strcmp(count.name, name) != 0) continue;
        count.calls.fetch_add(1);
        return;
    }
}

} // namespace

namespace rt {

Watch::Watch() { audio_thread = true; }
Watch::~Watch() { audio_thread = false; }

std::vector<std::string> violations() {
    std::vector<std::string> found;
    for (Count& count : counts)
        if (const int calls = count.calls.exchange(0); calls > 0)
            found.push_back(std::string(count.name) + ": " + std::to_string(calls));
    return found;
}

} // namespace rt

// clang-format off
extern "C" {

// dlsym() allocates, so these call the internal names of the C library.
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void __libc_free(void*);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t n) noexcept { note("malloc"); return __libc_malloc(n); }
void* calloc(std::size_t n, std::size_t size) noexcept { note("calloc"); return __libc_calloc(n, size); }
void* realloc(void* p, std::size_t n) noexcept { note("realloc"); return __libc_realloc(p, n); }
void free(void* p) noexcept { note("free"); __libc_free(p); }
void* aligned_alloc(std::size_t a, std::size_t n) noexcept { note("aligned_alloc"); return __libc_memalign(a, n); }
int posix_memalign(void** p, std::size_t a, std::size_t n) noexcept {
    note("posix_memalign");
    *p = __libc_memalign(a, n);
    return *p == nullptr ? 12 : 0;
}

#define PYA_WATCHED(returns, name, parameters, arguments, noexcept_)        \
    returns name parameters noexcept_ {                                    \
        note(#name);                                                       \
        using Function = returns parameters;                               \
        static std::atomic<Function*> real = nullptr;                      \
        if (real.load() == nullptr)                                        \
            real.store(reinterpret_cast<Function*>(dlsym(RTLD_NEXT, #name))); \
        return real.load() arguments;                                      \
    }

PYA_WATCHED(int, pthread_mutex_lock, (pthread_mutex_t* m), (m), noexcept)
PYA_WATCHED(int, pthread_mutex_trylock, (pthread_mutex_t* m), (m), noexcept)
PYA_WATCHED(int, pthread_rwlock_rdlock, (pthread_rwlock_t* l), (l), noexcept)
PYA_WATCHED(int, pthread_rwlock_wrlock, (pthread_rwlock_t* l), (l), noexcept)
PYA_WATCHED(int, pthread_cond_signal, (pthread_cond_t* c), (c), noexcept)
PYA_WATCHED(int, pthread_cond_broadcast, (pthread_cond_t* c), (c), noexcept)
PYA_WATCHED(int, nanosleep, (const timespec* t, timespec* rest), (t, rest), )
PYA_WATCHED(int, clock_nanosleep, (clockid_t id, int flags, const timespec* t, timespec* rest), (id, flags, t, rest), )
PYA_WATCHED(int, usleep, (useconds_t t), (t), )
PYA_WATCHED(int, sched_yield, (), (), noexcept)
PYA_WATCHED(std::FILE*, fopen, (const char* path, const char* mode), (path, mode), )
PYA_WATCHED(std::size_t, fwrite, (const void* p, std::size_t size, std::size_t n, std::FILE* f), (p, size, n, f), )
PYA_WATCHED(ssize_t, read, (int fd, void* p, std::size_t n), (fd, p, n), )
PYA_WATCHED(ssize_t, write, (int fd, const void* p, std::size_t n), (fd, p, n), )

[[noreturn]] void __cxa_throw(void* thrown, std::type_info* type, void (*destroy)(void*)) {
    note("__cxa_throw");
    using Function = void(void*, std::type_info*, void (*)(void*));
    reinterpret_cast<Function*>(dlsym(RTLD_NEXT, "__cxa_throw"))(thrown, type, destroy);
    __builtin_unreachable();
}

} // extern "C"
// clang-format on
