// run: kernel-version=4.9
/*
 * Connections are destroyed by whoever drops the own reference and then waits for those of the events that
 * are under way. The events are handled one after the other, and a handler that destroys its connection
 * waits for the reference of its own event. Others who destroy one do the same in their own tasks, which
 * frees no handler.
 */

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct connection {
	atomic_t references;
	struct completion unused;
	int state;
};

struct event {
	struct work_struct work;
	struct connection *connection;
	int is_last;
};

static struct workqueue_struct *event_queue;

static void connection_put(struct connection *connection)
{
	if (atomic_dec_and_test(&connection->references))
		complete(&connection->unused);
}

static void connection_destroy(struct connection *connection)
{
	connection->state = 0;
	connection_put(connection);
	wait_for_completion(&connection->unused); // expect: serialized-completion confirmed
	kfree(connection);
}

static void handle_event_bad(struct work_struct *work)
{
	struct event *event = container_of(work, struct event, work);

	if (event->is_last)
		connection_destroy(event->connection);
	connection_put(event->connection);
	kfree(event);
}

int connection_event(struct connection *connection, int is_last)
{
	struct event *event = kmalloc(sizeof(*event), GFP_ATOMIC);

	if (!event)
		return -ENOMEM;
	INIT_WORK(&event->work, handle_event_bad);
	event->connection = connection;
	event->is_last = is_last;
	atomic_inc(&connection->references);
	queue_work(event_queue, &event->work);
	return 0;
}

void connection_close_ok(struct connection *connection)
{
	connection_destroy(connection);
}

int connections_init(void)
{
	event_queue = alloc_ordered_workqueue("events", 0);
	return event_queue ? 0 : -ENOMEM;
}
