// run: kernel-version=6.1
/*
 * A journal's thread writes one record after the other, each with the journal's buffer locked, and tells who waits
 * that it is done. A task that waits for that has a node locked. Another one has the buffer locked and asks for a node
 * of attributes, whose lock is a class of its own: nobody waits for the journal with it.
 */

#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/wait.h>

struct journal {
	struct mutex buffer_lock;
	wait_queue_head_t written;
	unsigned int sequence;
	int blocks;
};

struct node {
	struct mutex lock;
	struct journal *journal;
	struct node *attributes;
	unsigned int links;
};

enum { NODE_ATTRIBUTES = 1 };

static int write_records(void *data)
{
	struct journal *journal = data;

	while (!kthread_should_stop()) {
		mutex_lock(&journal->buffer_lock);
		journal->blocks++;
		mutex_unlock(&journal->buffer_lock);
		journal->sequence++;
		wake_up(&journal->written);
	}
	return 0;
}

int journal_start(struct journal *journal)
{
	struct task_struct *task = kthread_run(write_records, journal, "journal");

	return IS_ERR(task) ? -ENOMEM : 0;
}

void node_sync(struct node *node, unsigned int sequence)
{
	mutex_lock(&node->lock);
	wait_event(node->journal->written, node->journal->sequence >= sequence);
	mutex_unlock(&node->lock);
}

void attribute_write_ok(struct node *node)
{
	struct journal *journal = node->journal;

	mutex_lock(&journal->buffer_lock);
	mutex_lock_nested(&node->attributes->lock, NODE_ATTRIBUTES);
	node->attributes->links++;
	mutex_unlock(&node->attributes->lock);
	mutex_unlock(&journal->buffer_lock);
}
