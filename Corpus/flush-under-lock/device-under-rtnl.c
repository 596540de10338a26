// run: kernel-version=5.10
/*
 * Network devices are set up and down under the rtnl lock. One cancels the item that restarts it, and the
 * item asks for that lock; the other's item only tries for it.
 */

#include <linux/slab.h>
#include <linux/workqueue.h>

struct net_device;

struct net_device_ops {
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	void (*ndo_tx_timeout)(struct net_device *dev, unsigned int queue);
};

struct net_device {
	const struct net_device_ops *netdev_ops;
	void *priv;
};

void rtnl_lock(void);
void rtnl_unlock(void);
int rtnl_trylock(void);

struct adapter {
	struct work_struct reset_task;
	struct work_struct link_task;
	int resets;
};

static void adapter_reset(struct work_struct *work)
{
	struct adapter *adapter = container_of(work, struct adapter, reset_task);

	rtnl_lock();
	adapter->resets++;
	rtnl_unlock();
}

static void adapter_look_at_link(struct work_struct *work)
{
	struct adapter *adapter = container_of(work, struct adapter, link_task);

	if (!rtnl_trylock()) {
		schedule_work(&adapter->link_task);
		return;
	}
	adapter->resets = 0;
	rtnl_unlock();
}

static int adapter_open(struct net_device *dev)
{
	struct adapter *adapter = dev->priv;

	INIT_WORK(&adapter->reset_task, adapter_reset);
	INIT_WORK(&adapter->link_task, adapter_look_at_link);
	return 0;
}

static int adapter_stop_bad(struct net_device *dev)
{
	struct adapter *adapter = dev->priv;

	cancel_work_sync(&adapter->reset_task); // expect: flush-under-lock confirmed
	return 0;
}

static int adapter_stop_ok(struct net_device *dev)
{
	struct adapter *adapter = dev->priv;

	cancel_work_sync(&adapter->link_task);
	return 0;
}

static void adapter_timeout(struct net_device *dev, unsigned int queue)
{
	struct adapter *adapter = dev->priv;

	schedule_work(&adapter->reset_task);
	schedule_work(&adapter->link_task);
}

static const struct net_device_ops old_ops = {
	.ndo_open = adapter_open,
	.ndo_stop = adapter_stop_bad,
	.ndo_tx_timeout = adapter_timeout,
};

static const struct net_device_ops new_ops = {
	.ndo_open = adapter_open,
	.ndo_stop = adapter_stop_ok,
	.ndo_tx_timeout = adapter_timeout,
};

void adapter_setup(struct net_device *dev, int is_old)
{
	dev->netdev_ops = is_old ? &old_ops : &new_ops;
}
