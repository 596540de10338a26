// run: kernel-version=6.1
/*
 * What happens to network devices is told with the rtnl lock held. One who is told waits for an item that asks
 * for it; another only takes the item off its queue.
 */

#include <linux/notifier.h>
#include <linux/workqueue.h>

#define NETDEV_DOWN 2

void rtnl_lock(void);
void rtnl_unlock(void);
int register_netdevice_notifier(struct notifier_block *nb);

static int syncs;

static void sync_fn(struct work_struct *work)
{
	rtnl_lock();
	syncs++;
	rtnl_unlock();
}

static DECLARE_WORK(sync_work, sync_fn);

static int wait_event_fn(struct notifier_block *nb, unsigned long action, void *data)
{
	if (action == NETDEV_DOWN)
		cancel_work_sync(&sync_work); // expect: flush-under-lock confirmed
	else
		schedule_work(&sync_work);
	return NOTIFY_OK;
}

static int drop_event_fn(struct notifier_block *nb, unsigned long action, void *data)
{
	if (action == NETDEV_DOWN)
		cancel_work(&sync_work);
	return NOTIFY_OK;
}

static struct notifier_block waiting = {.notifier_call = wait_event_fn};
static struct notifier_block dropping = {.notifier_call = drop_event_fn};

int sync_start(void)
{
	return register_netdevice_notifier(&waiting) ?: register_netdevice_notifier(&dropping);
}
