// run: kernel-version=6.1
/*
 * A hook that takes itself off the list while the list is gone through under SRCU, and waits until nobody
 * goes through it any more.
 */

#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/srcu.h>

static struct srcu_struct hook_srcu;
static LIST_HEAD(hooks);

struct hook {
	struct list_head list;
	int calls;
};

static void hook_remove(struct hook *hook)
{
	list_del_rcu(&hook->list);
	synchronize_srcu(&hook_srcu);
	kfree(hook);
}

void hooks_call_bad(void)
{
	struct hook *hook;
	int index = srcu_read_lock(&hook_srcu);

	list_for_each_entry_rcu(hook, &hooks, list) {
		if (!hook->calls--)
			hook_remove(hook); // expect: self-deadlock confirmed
	}
	srcu_read_unlock(&hook_srcu, index);
}

void hooks_call_ok(void)
{
	struct hook *hook, *over = NULL;
	int index = srcu_read_lock(&hook_srcu);

	list_for_each_entry_rcu(hook, &hooks, list) {
		if (!hook->calls--)
			over = hook;
	}
	srcu_read_unlock(&hook_srcu, index);
	if (over)
		hook_remove(over);
}
