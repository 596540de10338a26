// run: kernel-version=6.12
/*
 * Sections that are closed by the end of their scope, as newer kernels have them.
 *
 * Task 1 of the bad function is in the section until it returns, so also while it allocates. In the
 * others the scope ends before anything sleeps, at a brace or by leaving the block.
 */

#include <linux/cleanup.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>

struct policy {
	struct list_head list;
	u32 id;
	u32 limit;
};

static LIST_HEAD(policies);
static DEFINE_MUTEX(policies_lock);

static struct policy *policy_lookup(u32 id)
{
	struct policy *policy;

	list_for_each_entry_rcu(policy, &policies, list)
		if (policy->id == id)
			return policy;
	return NULL;
}

struct policy *policy_dup_bad(u32 id)
{
	struct policy *policy;

	guard(rcu)();
	policy = policy_lookup(id);
	if (!policy)
		return NULL;
	return kmemdup(policy, sizeof(*policy), GFP_KERNEL); // expect: sleep-in-rcu confirmed
}

struct policy *policy_dup_ok(u32 id)
{
	struct policy *copy __free(kfree) = kmalloc(sizeof(*copy), GFP_KERNEL);
	struct policy *result;

	if (!copy)
		return NULL;
	scoped_guard(rcu) {
		struct policy *policy = policy_lookup(id);

		if (!policy)
			return NULL;
		*copy = *policy;
	}
	result = copy;
	copy = NULL;
	return result;
}

int policy_add_ok(u32 id)
{
	struct policy *policy;

	scoped_guard(rcu) {
		if (policy_lookup(id))
			return -EEXIST;
	}
	policy = kzalloc(sizeof(*policy), GFP_KERNEL);
	if (!policy)
		return -ENOMEM;
	policy->id = id;
	guard(mutex)(&policies_lock);
	list_add_rcu(&policy->list, &policies);
	return 0;
}
