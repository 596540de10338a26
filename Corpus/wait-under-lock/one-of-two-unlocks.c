// run: kernel-version=6.1
/*
 * A node is unlocked by a call of one of two functions, and that only after the wait for the worker, which locks
 * the node before it signals.
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

int walk_bad(struct node *node, int for_writing)
{
	int sequence;

	for_writing ? down_write(&node->lock) : down_read(&node->lock);
	sequence = node->sequence;
	wait_for_completion(&node->written); // expect: wait-under-lock confirmed
	(for_writing ? up_write : up_read)(&node->lock);
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
