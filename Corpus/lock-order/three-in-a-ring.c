// run: kernel-version=6.1
/*
 * Three locks of a network driver, and three tasks of which each takes two of them.
 *
 * config -> stats, stats -> queue, queue -> config. No two of the tasks deadlock, all three do.
 */

#include <linux/mutex.h>

struct nic {
	struct mutex config;
	struct mutex stats;
	struct mutex queue;
	int mtu;
	int packets;
	int depth;
};

void nic_set_mtu_bad(struct nic *nic, int mtu)
{
	mutex_lock(&nic->config);
	nic->mtu = mtu;
	mutex_lock(&nic->stats); // expect: lock-order confirmed
	nic->packets = 0;
	mutex_unlock(&nic->stats);
	mutex_unlock(&nic->config);
}

void nic_sample_bad(struct nic *nic)
{
	mutex_lock(&nic->stats);
	mutex_lock(&nic->queue);
	nic->packets += nic->depth;
	mutex_unlock(&nic->queue);
	mutex_unlock(&nic->stats);
}

void nic_grow_bad(struct nic *nic)
{
	mutex_lock(&nic->queue);
	mutex_lock(&nic->config);
	nic->depth = nic->mtu * 2;
	mutex_unlock(&nic->config);
	mutex_unlock(&nic->queue);
}
