// run: kernel-version=6.1
/*
 * The mutex of a queue is one that its driver has handed over, and each driver hands over another one: that two
 * tasks take what the pointer leads to before and after another lock is no order of two locks.
 */

#include <linux/mutex.h>

struct queue {
	struct mutex *turn;
	struct mutex list;
};

void queue_start(struct queue *queue, struct mutex *turn)
{
	queue->turn = turn;
}

void queue_run_ok(struct queue *queue)
{
	mutex_lock(queue->turn);
	mutex_lock(&queue->list);
	mutex_unlock(&queue->list);
	mutex_unlock(queue->turn);
}

void queue_drain_ok(struct queue *queue)
{
	mutex_lock(&queue->list);
	mutex_lock(queue->turn);
	mutex_unlock(queue->turn);
	mutex_unlock(&queue->list);
}
