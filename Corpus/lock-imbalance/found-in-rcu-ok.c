// run: kernel-version=6.1
/*
 * A look-up of a value in a read-side section, which is left where nothing is found, and not where something is.
 */

#include <linux/errno.h>
#include <linux/rculist.h>

struct policy {
	struct list_head list;
	int id;
	int value;
};

static LIST_HEAD(policies);

int policy_value_ok(int id)
{
	struct policy *policy;

	rcu_read_lock();
	list_for_each_entry_rcu(policy, &policies, list) {
		if (policy->id == id) {
			int value = policy->value;

			rcu_read_unlock();
			return value;
		}
	}
	rcu_read_unlock();
	return -ENOENT;
}
