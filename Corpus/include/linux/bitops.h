#ifndef CORPUS_LINUX_BITOPS_H
#define CORPUS_LINUX_BITOPS_H

#include <linux/types.h>

void set_bit(long nr, volatile unsigned long *addr);
void clear_bit(long nr, volatile unsigned long *addr);
void clear_bit_unlock(long nr, volatile unsigned long *addr);
void change_bit(long nr, volatile unsigned long *addr);
bool test_and_set_bit(long nr, volatile unsigned long *addr);
bool test_and_clear_bit(long nr, volatile unsigned long *addr);

static inline bool test_bit(long nr, const volatile unsigned long *addr)
{
	return 1UL & (addr[nr / 64] >> (nr % 64));
}

#define test_bit_acquire(nr, addr) test_bit(nr, addr)

void __set_bit(long nr, volatile unsigned long *addr);
void __clear_bit(long nr, volatile unsigned long *addr);
unsigned long __fls(unsigned long word);
int fls(unsigned int x);
int ffs(int x);

#endif
