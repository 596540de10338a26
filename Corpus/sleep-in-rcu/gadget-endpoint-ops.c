// run: kernel-version=6.1
/*
 * A USB gadget whose function stops its endpoints through an operation, under rcu_read_lock_bh.
 *
 * Task 1 walks the endpoints. One controller's way to stop an endpoint is to ask the hardware and
 * sleep until it has answered. Task 2, which unbinds a function, waits for the section's end.
 */

#include <linux/delay.h>
#include <linux/rculist.h>
#include <linux/spinlock.h>

struct endpoint;

struct endpoint_ops {
	int (*enable)(struct endpoint *ep);
	int (*disable)(struct endpoint *ep);
};

struct endpoint {
	struct list_head list;
	const struct endpoint_ops *ops;
	spinlock_t lock;
	volatile u32 *status;
};

struct gadget_function {
	struct list_head endpoints;
};

static int soft_disable(struct endpoint *ep)
{
	spin_lock(&ep->lock);
	*ep->status = 0;
	spin_unlock(&ep->lock);
	return 0;
}

static int hard_disable(struct endpoint *ep)
{
	int tries = 10;

	*ep->status = 1;
	while ((*ep->status & 1) && tries--)
		msleep(20);
	return tries < 0 ? -ETIMEDOUT : 0;
}

static const struct endpoint_ops soft_ops = {
	.disable = soft_disable,
};

static const struct endpoint_ops hard_ops = {
	.disable = hard_disable,
};

void endpoint_init(struct endpoint *ep, bool hardware)
{
	spin_lock_init(&ep->lock);
	ep->ops = hardware ? &hard_ops : &soft_ops;
}

void function_disable_bad(struct gadget_function *f)
{
	struct endpoint *ep;

	rcu_read_lock_bh();
	list_for_each_entry_rcu(ep, &f->endpoints, list)
		ep->ops->disable(ep); // expect: sleep-in-rcu confirmed
	rcu_read_unlock_bh();
}
