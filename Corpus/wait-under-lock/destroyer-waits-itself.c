// run: kernel-version=6.1
/*
 * Who destroys a queue gives up the first reference and waits until the others are gone, with the port's mutex held. A
 * port that restarts asks for that mutex and destroys its queues in the same way: those are others, each of which has one
 * destroyer, and nobody waits for its signal but itself.
 *
 * The event of a ring comes with a reference, and asks for the mutex of the port before it gives that up.
 */

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct queue {
	atomic_t references;
	struct completion unused;
};

struct ring {
	atomic_t references;
	struct completion unused;
};

struct port {
	struct mutex lock;
	struct queue queue;
	struct ring ring;
	struct work_struct restart;
	struct work_struct event;
	int events;
};

static void queue_put(struct queue *queue)
{
	if (atomic_dec_and_test(&queue->references))
		complete(&queue->unused);
}

static void queue_destroy(struct queue *queue)
{
	queue_put(queue);
	wait_for_completion(&queue->unused);
}

void port_close_ok(struct port *port)
{
	mutex_lock(&port->lock);
	queue_destroy(&port->queue);
	mutex_unlock(&port->lock);
}

static void port_restart_ok(struct work_struct *work)
{
	struct port *port = container_of(work, struct port, restart);

	mutex_lock(&port->lock);
	queue_destroy(&port->queue);
	mutex_unlock(&port->lock);
}

static void ring_put(struct ring *ring)
{
	if (atomic_dec_and_test(&ring->references))
		complete(&ring->unused);
}

void port_stop_bad(struct port *port)
{
	mutex_lock(&port->lock);
	ring_put(&port->ring);
	wait_for_completion(&port->ring.unused); // expect: wait-under-lock confirmed
	mutex_unlock(&port->lock);
}

static void port_event(struct work_struct *work)
{
	struct port *port = container_of(work, struct port, event);

	mutex_lock(&port->lock);
	port->events++;
	mutex_unlock(&port->lock);
	ring_put(&port->ring);
}

void port_start(struct port *port)
{
	INIT_WORK(&port->restart, port_restart_ok);
	INIT_WORK(&port->event, port_event);
	schedule_work(&port->restart);
}

void port_interrupt(struct port *port)
{
	atomic_inc(&port->ring.references);
	schedule_work(&port->event);
}
