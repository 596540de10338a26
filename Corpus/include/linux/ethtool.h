#ifndef CORPUS_LINUX_ETHTOOL_H
#define CORPUS_LINUX_ETHTOOL_H

#include <linux/types.h>

struct net_device;

struct ethtool_stats {
	u32 cmd;
	u32 n_stats;
};

struct ethtool_ops {
	int (*begin)(struct net_device *dev);
	void (*complete)(struct net_device *dev);
	void (*get_ethtool_stats)(struct net_device *dev, struct ethtool_stats *stats, u64 *data);
	/* With more parameters since 5.17. */
	void (*get_ringparam)();
	int (*set_ringparam)();
	int (*get_coalesce)();
	int (*set_coalesce)();
	int (*nway_reset)(struct net_device *dev);
	int (*reset)(struct net_device *dev, u32 *flags);
};

#endif
