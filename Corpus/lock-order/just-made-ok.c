// run: kernel-version=6.1
/*
 * Values too large for a node go to a node of their own, which is locked as soon as it is made, under the map of the first.
 * Elsewhere the map of a node is taken under the node's own lock: that is never the new one.
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

static struct node *node_new(int size)
{
	struct node *node = kzalloc(sizeof(*node), GFP_NOFS);
	struct node *made;

	if (!node)
		return ERR_PTR(-ENOMEM);
	mutex_init(&node->lock);
	init_rwsem(&node->map);
	node->size = size;
	made = node;
	return made;
}

static void node_lock(struct node *node)
{
	mutex_lock(&node->lock);
}

int node_spill_ok(struct node *node, int size)
{
	struct node *value;

	down_write(&node->map);
	value = node_new(size);
	if (IS_ERR(value)) {
		up_write(&node->map);
		return PTR_ERR(value);
	}
	node_lock(value);
	value->flags = 1;
	mutex_unlock(&value->lock);
	up_write(&node->map);
	return 0;
}

void node_shrink_ok(struct node *node)
{
	mutex_lock(&node->lock);
	down_write(&node->map);
	node->size = 0;
	up_write(&node->map);
	mutex_unlock(&node->lock);
}
