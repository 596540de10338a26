// run: kernel-version=6.1
/*
 * The watchdog of network devices is a timer, and takes the lock of all queues that a driver takes to stop them.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

struct net_device {
	spinlock_t tx_global_lock;
	struct timer_list watchdog_timer;
	unsigned int queues, stopped;
};

static void dev_watchdog(struct timer_list *timer)
{
	struct net_device *dev = from_timer(dev, timer, watchdog_timer);

	spin_lock(&dev->tx_global_lock);
	dev->stopped = 0;
	spin_unlock(&dev->tx_global_lock);
}

void dev_init(struct net_device *dev)
{
	timer_setup(&dev->watchdog_timer, dev_watchdog, 0);
}

static void tx_lock(struct net_device *dev)
{
	spin_lock(&dev->tx_global_lock); // expect: irq-inversion confirmed
}

static void tx_unlock(struct net_device *dev)
{
	spin_unlock(&dev->tx_global_lock);
}

void nic_stop_queues_bad(struct net_device *dev)
{
	tx_lock(dev);
	dev->stopped = dev->queues;
	tx_unlock(dev);
}

void nic_start_queues_ok(struct net_device *dev)
{
	local_bh_disable();
	dev->stopped = 0;
	local_bh_enable();
}
