// run: kernel-version=6.1
/*
 * Values too large for a node go to a node of their own, which is locked under the map of the first, new or not.
 * Elsewhere the map of a node is taken under the node's own lock.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/slab.h>

struct node {
	struct mutex lock;
	struct rw_semaphore map;
	int size, flags;
};

struct node *node_find(int size);

static struct node *node_get(int size)
{
	struct node *node = node_find(size);

	if (node)
		return node;
	node = kzalloc(sizeof(*node), GFP_NOFS);
	if (!node)
		return ERR_PTR(-ENOMEM);
	mutex_init(&node->lock);
	init_rwsem(&node->map);
	node->size = size;
	return node;
}

static void node_lock(struct node *node)
{
	mutex_lock(&node->lock);
}

int node_spill_bad(struct node *node, int size)
{
	struct node *value;

	down_write(&node->map);
	value = node_get(size);
	if (IS_ERR(value)) {
		up_write(&node->map);
		return PTR_ERR(value);
	}
	node_lock(value); // expect: lock-order confirmed
	value->flags = 1;
	mutex_unlock(&value->lock);
	up_write(&node->map);
	return 0;
}

void node_shrink_bad(struct node *node)
{
	mutex_lock(&node->lock);
	down_write(&node->map);
	node->size = 0;
	up_write(&node->map);
	mutex_unlock(&node->lock);
}
