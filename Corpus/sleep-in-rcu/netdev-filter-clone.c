// run: kernel-version=6.1
/*
 * A network driver that copies its filters while it walks them under RCU.
 *
 * Task 1, the ethtool ioctl, is in the section and allocates each copy with GFP_KERNEL: it may sleep
 * in reclaim. Task 2, which removes a filter, waits in synchronize_rcu for task 1, and holds the
 * lock of the configuration meanwhile. If reclaim needs that device, both wait for ever.
 */

#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>

struct nic_filter {
	struct hlist_node node;
	u32 address;
	u16 port;
};

struct nic {
	struct mutex config_lock;
	struct hlist_head filters;
};

struct filter_copy {
	struct list_head list;
	u32 address;
};

static struct filter_copy *filter_clone(const struct nic_filter *filter, gfp_t gfp)
{
	struct filter_copy *copy = kmalloc(sizeof(*copy), gfp);

	if (copy)
		copy->address = filter->address;
	return copy;
}

static int nic_add_copy(struct list_head *copies, const struct nic_filter *filter)
{
	struct filter_copy *copy = filter_clone(filter, GFP_KERNEL);

	if (!copy)
		return -ENOMEM;
	list_add_tail(&copy->list, copies);
	return 0;
}

int nic_dump_filters_bad(struct nic *nic, struct list_head *copies)
{
	struct nic_filter *filter;
	int err = 0;

	rcu_read_lock();
	hlist_for_each_entry_rcu(filter, &nic->filters, node) {
		err = nic_add_copy(copies, filter); // expect: sleep-in-rcu confirmed
		if (err)
			break;
	}
	rcu_read_unlock();
	return err;
}

/* The same helper with a mask that does not sleep. */
int nic_first_filter_ok(struct nic *nic, struct list_head *copies)
{
	struct nic_filter *filter;
	struct filter_copy *copy = NULL;

	rcu_read_lock();
	hlist_for_each_entry_rcu(filter, &nic->filters, node) {
		copy = filter_clone(filter, GFP_ATOMIC);
		break;
	}
	rcu_read_unlock();
	if (!copy)
		return -ENOMEM;
	list_add_tail(&copy->list, copies);
	return 0;
}

void nic_remove_filter_ok(struct nic *nic, struct nic_filter *filter)
{
	mutex_lock(&nic->config_lock);
	hlist_del(&filter->node);
	synchronize_rcu();
	mutex_unlock(&nic->config_lock);
	kfree(filter);
}
