// run: kernel-version=6.1
/*
 * Who asks a network device for its statistics may be inside an RCU read-side section, and hold nothing else.
 */

#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/types.h>

struct net_device;

struct rtnl_link_stats64 {
	u64 rx_packets;
	u64 tx_packets;
};

struct net_device_ops {
	void (*ndo_get_stats64)(struct net_device *dev, struct rtnl_link_stats64 *stats);
};

static DEFINE_MUTEX(counters);

static void read_counters_bad(struct net_device *dev, struct rtnl_link_stats64 *stats)
{
	mutex_lock(&counters); // expect: sleep-in-rcu confirmed
	stats->rx_packets++;
	mutex_unlock(&counters);
}

const struct net_device_ops slow_ops = {
	.ndo_get_stats64 = read_counters_bad,
};

static void read_registers_ok(struct net_device *dev, struct rtnl_link_stats64 *stats)
{
	fsleep(5);
	stats->tx_packets++;
}

const struct net_device_ops fast_ops = {
	.ndo_get_stats64 = read_registers_ok,
};
