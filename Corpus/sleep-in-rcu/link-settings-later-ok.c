// run: kernel-version=4.16
/*
 * The monitor only looks at the links in the read-side section, and asks for the speed when it has the lock of its own.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 16, 0)

#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct net_device;
struct ksettings {
	u32 speed;
	u8 duplex;
};

struct ethtool_ops {
	u32 (*get_link)(struct net_device *);
	int (*get_link_ksettings)(struct net_device *, struct ksettings *);
};

struct net_device {
	const struct ethtool_ops *ethtool_ops;
	void *priv;
};

struct slave {
	struct list_head list;
	struct net_device *dev;
	u32 speed;
	u32 link;
};

struct bond {
	struct list_head slaves;
	struct delayed_work mii_work;
	struct workqueue_struct *wq;
	struct mutex rtnl;
};

int __ethtool_get_ksettings(struct net_device *dev, struct ksettings *k)
{
	if (!dev->ethtool_ops->get_link_ksettings)
		return -EOPNOTSUPP;
	return dev->ethtool_ops->get_link_ksettings(dev, k);
}

static int bond_update_speed(struct slave *s)
{
	struct ksettings k;
	int r = __ethtool_get_ksettings(s->dev, &k);
	if (r < 0)
		return 1;
	s->speed = k.speed;
	return 0;
}

static int bond_inspect(struct bond *bond)
{
	struct slave *s;
	int commit = 0;
	list_for_each_entry_rcu(s, &bond->slaves, list) {
		if (s->dev->ethtool_ops->get_link(s->dev) != s->link)
			commit++;
	}
	return commit;
}

static void bond_commit(struct bond *bond)
{
	struct slave *s;
	list_for_each_entry(s, &bond->slaves, list)
		bond_update_speed(s);
}

static void bond_mii_monitor_ok(struct work_struct *w)
{
	struct bond *bond = container_of(w, struct bond, mii_work.work);
	rcu_read_lock();
	if (bond_inspect(bond)) {
		rcu_read_unlock();
		mutex_lock(&bond->rtnl);
		bond_commit(bond);
		mutex_unlock(&bond->rtnl);
	} else
		rcu_read_unlock();
	queue_delayed_work(bond->wq, &bond->mii_work, HZ);
}

void bond_open(struct bond *b)
{
	INIT_DELAYED_WORK(&b->mii_work, bond_mii_monitor_ok);
}

struct nic {
	struct mutex mac_lock;
	u32 speed;
};

static u32 nic_get_link(struct net_device *dev)
{
	struct nic *n = dev->priv;
	return n->speed != 0;
}

static int nic_get_ksettings(struct net_device *dev, struct ksettings *k)
{
	struct nic *n = dev->priv;
	mutex_lock(&n->mac_lock);
	usleep_range(100, 200);
	k->speed = n->speed;
	mutex_unlock(&n->mac_lock);
	return 0;
}

const struct ethtool_ops nic_ethtool_ops = { .get_link = nic_get_link, .get_link_ksettings = nic_get_ksettings };
