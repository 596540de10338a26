// run: kernel-version=6.1
/*
 * Giving up a reference takes the lock of the list only if it was the last one; the list itself has one.
 */

#include <linux/refcount.h>
#include <linux/spinlock.h>

struct set {
	refcount_t count;
	int members;
};

static DEFINE_SPINLOCK(sets_lock);

static void set_put(struct set *set)
{
	if (refcount_dec_not_one(&set->count))
		return;
	spin_lock(&sets_lock);
	set->members = 0;
	spin_unlock(&sets_lock);
}

void set_leave_ok(struct set *set)
{
	spin_lock(&sets_lock);
	set->members--;
	set_put(set);
	spin_unlock(&sets_lock);
}
