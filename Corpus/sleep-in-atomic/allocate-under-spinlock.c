// run: kernel-version=6.1
/*
 * A network driver that allocates an entry with GFP_KERNEL three calls below a spin_lock_bh.
 */

#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct flow {
	struct list_head list;
	u32 key;
};

struct flow_table {
	spinlock_t lock;
	struct list_head flows;
};

static struct flow *flow_alloc(u32 key, gfp_t gfp)
{
	struct flow *flow = kmalloc(sizeof(*flow), gfp);

	if (flow)
		flow->key = key;
	return flow;
}

static struct flow *flow_find_or_add(struct flow_table *table, u32 key, gfp_t gfp)
{
	struct flow *flow;

	list_for_each_entry(flow, &table->flows, list)
		if (flow->key == key)
			return flow;
	flow = flow_alloc(key, gfp);
	if (flow)
		list_add(&flow->list, &table->flows);
	return flow;
}

int flow_offload_bad(struct flow_table *table, u32 key)
{
	struct flow *flow;

	spin_lock_bh(&table->lock);
	flow = flow_find_or_add(table, key, GFP_KERNEL); // expect: sleep-in-atomic confirmed
	spin_unlock_bh(&table->lock);
	return flow ? 0 : -ENOMEM;
}

int flow_offload_ok(struct flow_table *table, u32 key)
{
	struct flow *flow;

	spin_lock_bh(&table->lock);
	flow = flow_find_or_add(table, key, GFP_ATOMIC);
	spin_unlock_bh(&table->lock);
	return flow ? 0 : -ENOMEM;
}
