// run: kernel-version=6.1
/*
 * Where the kernel goes down, it only tries for the console's lock, and a flag says so.
 */

#include <linux/spinlock.h>

void console_lock(void);
void console_unlock(void);
int oops_in_progress;

void bust_spinlocks(int yes)
{
	if (yes) {
		oops_in_progress++;
	} else if (--oops_in_progress == 0) {
		console_lock();
		console_unlock();
	}
}

static DEFINE_SPINLOCK(die_lock);

void die_ok(void)
{
	spin_lock(&die_lock);
	bust_spinlocks(1);
	bust_spinlocks(0);
	spin_unlock(&die_lock);
}
