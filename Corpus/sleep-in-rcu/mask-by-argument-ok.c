// run: kernel-version=6.1
/*
 * An allocator with the mask as its argument, and a flag that says whether it may wait for memory.
 *
 * Under RCU it is called with masks without direct reclaim and with may_wait false; the calls that
 * sleep are outside. Judging the function for all its callers at once would report the section.
 */

#include <linux/mempool.h>
#include <linux/rcupdate.h>
#include <linux/wait.h>

struct route {
	u32 destination;
	u32 hops;
};

struct route_table {
	mempool_t *pool;
	wait_queue_head_t space;
	unsigned int used;
	struct route __rcu *first;
};

static struct route *route_alloc(struct route_table *table, gfp_t gfp, bool may_wait)
{
	if (table->used > 1000) {
		if (!may_wait)
			return NULL;
		wait_event(table->space, table->used <= 1000);
	}
	return mempool_alloc(table->pool, gfp);
}

struct route *route_copy_ok(struct route_table *table)
{
	struct route *first, *copy = NULL;

	rcu_read_lock();
	first = rcu_dereference(table->first);
	if (first)
		copy = route_alloc(table, GFP_NOWAIT | __GFP_NOWARN, false);
	if (copy)
		*copy = *first;
	rcu_read_unlock();
	return copy;
}

struct route *route_new_ok(struct route_table *table)
{
	return route_alloc(table, GFP_KERNEL, true);
}

void route_drop_ok(struct route_table *table, struct route *route)
{
	mempool_free(route, table->pool);
	table->used--;
	wake_up(&table->space);
}
