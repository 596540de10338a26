// run: kernel-version=6.1
/*
 * An adapter has a channel for each purpose. The topology is locked inside and around the same one.
 */

#include <linux/mutex.h>

struct channel {
	struct mutex lock;
	int message;
};

struct adapter {
	struct channel management;
	struct channel config;
	struct mutex topology_lock;
	int ports;
};

static void config_read(struct adapter *adapter)
{
	mutex_lock(&adapter->config.lock);
	adapter->config.message++;
	mutex_unlock(&adapter->config.lock);
}

void rescan_bad(struct adapter *adapter)
{
	mutex_lock(&adapter->topology_lock);
	config_read(adapter); // expect: lock-order confirmed
	adapter->ports++;
	mutex_unlock(&adapter->topology_lock);
}

void manage_bad(struct adapter *adapter)
{
	mutex_lock(&adapter->config.lock);
	mutex_lock(&adapter->topology_lock);
	adapter->ports++;
	mutex_unlock(&adapter->topology_lock);
	mutex_unlock(&adapter->config.lock);
}
