// run: kernel-version=6.1
/*
 * A helper that is called with more sizes than anyone would tell apart, and sleeps unless a flag says not to.
 */

#include <linux/delay.h>
#include <linux/spinlock.h>

#define SEND_MORE 1
#define SEND_NOWAIT 2

struct queue {
	spinlock_t lock;
	int room;
};

static int queue_send(struct queue *queue, int size, int header, unsigned int flags)
{
	int chunk = queue->room;

	while (size > 0) {
		if (header)
			chunk = size + header;
		if (chunk > queue->room) {
			if (flags & SEND_NOWAIT)
				return -1;
			msleep(1);
		}
		size -= chunk - header;
		header = 0;
	}
	return 0;
}

void queue_fill(struct queue *queue)
{
	queue_send(queue, 10, 0, SEND_MORE);
	queue_send(queue, 20, 8, SEND_MORE);
	queue_send(queue, 30, 12, 0);
	queue_send(queue, 40, 16, SEND_MORE);
	queue_send(queue, 50, 20, 0);
	queue_send(queue, 60, 24, SEND_MORE);
	queue_send(queue, 70, 28, 0);
	queue_send(queue, 80, 32, SEND_MORE);
	queue_send(queue, 90, 36, 0);
	queue_send(queue, 100, 40, SEND_MORE);
	queue_send(queue, 110, 44, 0);
	queue_send(queue, 120, 48, SEND_MORE);
	queue_send(queue, 130, 52, 0);
	queue_send(queue, 140, 56, SEND_MORE);
	queue_send(queue, 150, 60, 0);
	queue_send(queue, 160, 64, SEND_MORE);
	queue_send(queue, 170, 68, 0);
	queue_send(queue, 180, 72, SEND_MORE);
}

int queue_reply_ok(struct queue *queue)
{
	int result;

	spin_lock(&queue->lock);
	result = queue_send(queue, 190, 76, SEND_NOWAIT | SEND_MORE);
	spin_unlock(&queue->lock);
	return result;
}
