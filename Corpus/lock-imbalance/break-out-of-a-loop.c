// run: kernel-version=6.1
/*
 * Each turn of a loop takes and gives back the lock, but for the one that ends it early.
 */

#include <linux/list.h>
#include <linux/mutex.h>

struct member {
	struct list_head list;
	struct mutex lock;
	int faulty;
};

int members_check_bad(struct list_head *members)
{
	struct member *member;
	int faulty = 0;

	list_for_each_entry(member, members, list) {
		mutex_lock(&member->lock); // expect: lock-imbalance confirmed
		if (member->faulty) {
			faulty++;
			break;
		}
		mutex_unlock(&member->lock);
	}
	return faulty;
}

int members_check_ok(struct list_head *members)
{
	struct member *member;
	int faulty = 0;

	list_for_each_entry(member, members, list) {
		mutex_lock(&member->lock);
		if (member->faulty) {
			faulty++;
			mutex_unlock(&member->lock);
			continue;
		}
		mutex_unlock(&member->lock);
	}
	return faulty;
}
