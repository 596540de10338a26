// run: kernel-version=6.1
/*
 * Nodes are locked for reading or for writing, as a parameter says, and unlocked by a call of one of two functions.
 * Nothing is held when the walk waits for the worker, which locks the node before it signals.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct node {
	struct rw_semaphore lock;
	struct completion written;
	struct work_struct work;
	int sequence;
};

static void node_lock(int for_writing, struct node *node)
{
	for_writing ? down_write(&node->lock) : down_read(&node->lock);
	if (for_writing)
		node->sequence++;
}

static void node_unlock(int for_writing, struct node *node)
{
	if (for_writing)
		node->sequence++;
	(for_writing ? up_write : up_read)(&node->lock);
}

int walk_ok(struct node *node, int for_writing)
{
	int sequence;

	node_lock(for_writing, node);
	sequence = node->sequence;
	node_unlock(for_writing, node);
	wait_for_completion(&node->written);
	return sequence;
}

static void write_node(struct work_struct *work)
{
	struct node *node = container_of(work, struct node, work);

	down_write(&node->lock);
	node->sequence++;
	up_write(&node->lock);
	complete(&node->written);
}

void node_start(struct node *node)
{
	INIT_WORK(&node->work, write_node);
	schedule_work(&node->work);
}
