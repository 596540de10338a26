#ifndef CORPUS_LINUX_COMPILER_H
#define CORPUS_LINUX_COMPILER_H

/*
 * A function whose parameters are not the same in all versions is declared
 * without them: a file is read whatever version it was written for.
 */
#pragma clang diagnostic ignored "-Wdeprecated-non-prototype"

#define __force
#define __user
#define __iomem
#define __rcu
#define __percpu
#define __bitwise
#define __must_hold(x)
#define __acquires(x)
#define __releases(x)
#define __must_check __attribute__((warn_unused_result))
#define __always_inline inline __attribute__((always_inline))
#define noinline __attribute__((noinline))
#define __maybe_unused __attribute__((unused))
#define __printf(a, b) __attribute__((format(printf, a, b)))
#define __noreturn __attribute__((noreturn))
#define __aligned(x) __attribute__((aligned(x)))
#define __packed __attribute__((packed))
#define fallthrough __attribute__((fallthrough))
#define __read_mostly
#define __devinit
#define __devexit
#define __devexit_p(x) x
#define __init __attribute__((section(".init.text")))
#define __exit __attribute__((section(".exit.text")))

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ __volatile__("" : : : "memory")
#define smp_mb() barrier()
#define smp_rmb() barrier()
#define smp_wmb() barrier()
/* Until 3.16 there were two of each, by what they stood beside. */
#define smp_mb__before_clear_bit() barrier()
#define smp_mb__after_clear_bit() barrier()
#define smp_mb__before_atomic_dec() barrier()
#define smp_mb__after_atomic_dec() barrier()
#define smp_mb__before_atomic() barrier()
#define smp_mb__after_atomic() barrier()

/* What READ_ONCE was until 4.15. */
#define ACCESS_ONCE(x) (*(volatile __typeof__(x) *)&(x))
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, val)                                      \
	do {                                                    \
		*(volatile __typeof__(x) *)&(x) = (val);        \
	} while (0)
#define smp_load_acquire(p) READ_ONCE(*(p))
#define smp_store_release(p, v) WRITE_ONCE(*(p), v)
#define smp_store_mb(var, value)                \
	do {                                    \
		WRITE_ONCE(var, value);         \
		smp_mb();                       \
	} while (0)

#endif
