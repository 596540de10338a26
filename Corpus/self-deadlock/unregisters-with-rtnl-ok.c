// run: kernel-version=6.1
/*
 * A reset takes the rtnl lock and then unregisters its device by the function that takes it as well.
 */

#include <linux/workqueue.h>

struct net_device;

void rtnl_lock(void);
void rtnl_unlock(void);
void unregister_netdev(struct net_device *dev);
void unregister_netdevice(struct net_device *dev);

struct tunnel {
	struct work_struct reset;
	struct net_device *dev;
};

static void tunnel_teardown(struct tunnel *tunnel)
{
	unregister_netdevice(tunnel->dev);
}

static void tunnel_reset_ok(struct work_struct *work)
{
	struct tunnel *tunnel = container_of(work, struct tunnel, reset);

	rtnl_lock();
	if (tunnel->dev)
		tunnel_teardown(tunnel);
	rtnl_unlock();
}

void tunnel_init(struct tunnel *tunnel)
{
	INIT_WORK(&tunnel->reset, tunnel_reset_ok);
	schedule_work(&tunnel->reset);
}
