// run: kernel-version=6.1
/*
 * Giving up a reference to an entry of the directory cache may sleep, and says so whether it is the last one
 * or not.
 */

#include <linux/fs.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>

struct watch {
	struct list_head list;
	struct dentry *dentry;
	int hits;
};

static LIST_HEAD(watches);

int watches_drop_bad(int limit)
{
	struct watch *watch;
	int dropped = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(watch, &watches, list) {
		dput(watch->dentry); // expect: sleep-in-rcu confirmed
		if (++dropped == limit)
			break;
	}
	rcu_read_unlock();
	return dropped;
}

int watches_drop_one_ok(int limit)
{
	struct dentry *dentry = NULL;
	struct watch *watch;

	rcu_read_lock();
	list_for_each_entry_rcu(watch, &watches, list) {
		if (watch->hits < limit) {
			dentry = watch->dentry;
			break;
		}
	}
	rcu_read_unlock();
	if (!dentry)
		return 0;
	dput(dentry);
	return 1;
}
