// run: kernel-version=6.1
/*
 * Both tasks have the local lock around their two spinlocks, each on its own processor: that keeps neither from
 * having one spinlock while the other has the second.
 */

#include <linux/local_lock.h>
#include <linux/spinlock.h>

struct magazine {
	local_lock_t local;
	spinlock_t full_lock;
	spinlock_t empty_lock;
	int full;
	int empty;
};

void magazine_fill_bad(struct magazine *magazine)
{
	local_lock(&magazine->local);
	spin_lock(&magazine->empty_lock);
	spin_lock(&magazine->full_lock); // expect: lock-order confirmed
	magazine->empty--;
	magazine->full++;
	spin_unlock(&magazine->full_lock);
	spin_unlock(&magazine->empty_lock);
	local_unlock(&magazine->local);
}

void magazine_drain_bad(struct magazine *magazine)
{
	local_lock(&magazine->local);
	spin_lock(&magazine->full_lock);
	spin_lock(&magazine->empty_lock);
	magazine->full--;
	magazine->empty++;
	spin_unlock(&magazine->empty_lock);
	spin_unlock(&magazine->full_lock);
	local_unlock(&magazine->local);
}
