// run: kernel-version=6.1
/*
 * A timer takes the lock of a table. One system call takes it with soft interrupts on: whoever makes it has
 * nothing held, though no C file names it. The other one keeps them out, and so does a helper whose callers are
 * elsewhere.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

static DEFINE_SPINLOCK(table_lock);
static struct timer_list table_timer;
static int entries;

static void table_expire(struct timer_list *t)
{
	spin_lock(&table_lock);
	entries--;
	spin_unlock(&table_lock);
}

void table_start(void)
{
	timer_setup(&table_timer, table_expire, 0);
	mod_timer(&table_timer, 100);
}

static inline long __do_sys_table_add_bad(int n)
{
	spin_lock(&table_lock); // expect: irq-inversion confirmed
	entries += n;
	spin_unlock(&table_lock);
	return 0;
}

long __x64_sys_table_add(int n)
{
	return __do_sys_table_add_bad(n);
}

static inline long __do_sys_table_drop_ok(int n)
{
	spin_lock_bh(&table_lock);
	entries -= n;
	spin_unlock_bh(&table_lock);
	return 0;
}

long __x64_sys_table_drop(int n)
{
	return __do_sys_table_drop_ok(n);
}
