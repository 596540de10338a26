#ifndef CORPUS_LINUX_KERNEL_H
#define CORPUS_LINUX_KERNEL_H

#include <linux/types.h>
#include <linux/errno.h>
#include <linux/container_of.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/bug.h>
#include <linux/string.h>

#define INT_MAX ((int)(~0U >> 1))
#define UINT_MAX (~0U)
#define LONG_MAX ((long)(~0UL >> 1))
#define ULONG_MAX (~0UL)
#define SIZE_MAX (~(size_t)0)
#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]))
#define DIV_ROUND_UP(n, d) (((n) + (d)-1) / (d))
#define ALIGN(x, a) (((x) + (a)-1) & ~((__typeof__(x))(a)-1))
#define round_up(x, y) ((((x)-1) | ((__typeof__(x))((y)-1))) + 1)
#define round_down(x, y) ((x) & ~((__typeof__(x))((y)-1)))
#define BIT(nr) (1UL << (nr))
#define IS_ENABLED(option) 0

#define READ 0
#define WRITE 1

void __might_sleep(const char *file, int line);
int __cond_resched(void);

/* Both vanish, or nearly so, in the usual configuration. */
#define might_sleep() (void)__cond_resched()
#define might_sleep_if(cond)            \
	do {                            \
		if (cond)               \
			might_sleep();  \
	} while (0)

__printf(3, 4) int snprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 4) int scnprintf(char *buf, size_t size, const char *fmt, ...);

#endif
