// run: kernel-version=6.1
/*
 * A look-up that leaves the read-side section on all ways but the one on which the object is dying.
 */

#include <linux/rculist.h>
#include <linux/refcount.h>

struct peer {
	struct list_head list;
	refcount_t users;
	int id;
	int dying;
};

static LIST_HEAD(peers);

struct peer *peer_get_bad(int id)
{
	struct peer *peer;

	rcu_read_lock(); // expect: lock-imbalance confirmed
	list_for_each_entry_rcu(peer, &peers, list) {
		if (peer->id != id)
			continue;
		if (peer->dying)
			return NULL;
		refcount_inc(&peer->users);
		rcu_read_unlock();
		return peer;
	}
	rcu_read_unlock();
	return NULL;
}
