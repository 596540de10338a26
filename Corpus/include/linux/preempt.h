#ifndef CORPUS_LINUX_PREEMPT_H
#define CORPUS_LINUX_PREEMPT_H

void preempt_count_add(int val);
void preempt_count_sub(int val);
int preempt_count(void);

#define PREEMPT_OFFSET 1
#define preempt_disable()                          \
	do {                                       \
		preempt_count_add(PREEMPT_OFFSET); \
		__asm__ __volatile__("" ::: "memory"); \
	} while (0)
#define preempt_enable()                           \
	do {                                       \
		__asm__ __volatile__("" ::: "memory"); \
		preempt_count_sub(PREEMPT_OFFSET); \
	} while (0)

#define in_interrupt() (preempt_count() & 0xffff00)

void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);
void __local_bh_disable_ip(unsigned long ip, unsigned int cnt);

static inline void local_bh_disable(void)
{
	__local_bh_disable_ip(0, 0x200);
}

static inline void local_bh_enable(void)
{
	__local_bh_enable_ip(0, 0x200);
}

#endif
