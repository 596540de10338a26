// run: kernel-version=4.4
/*
 * Connections, whose events are handled one after the other by a single threaded queue.
 *
 * The user of a connection destroys it when the event of its end comes, and destroying it waits until a request
 * to connect has been answered: the event with the answer may be behind that of the end. That the answer wakes
 * the waiters before it tells the user changes nothing for the other event.
 */
#include <linux/bitops.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#define IS_CONNECTING 0

enum event { EVENT_CONNECTED, EVENT_CLOSED };

struct connection {
	void (*handler)(struct connection *connection, enum event event);
	unsigned long flags;
	wait_queue_head_t answered;
	void *user;
};

struct connection_work {
	struct work_struct work;
	struct connection *connection;
	enum event event;
};

static struct workqueue_struct *connection_queue;

static void connection_destroy(struct connection *connection)
{
	wait_event(connection->answered, !test_bit(IS_CONNECTING, &connection->flags)); // expect: serialized-completion confirmed
	kfree(connection);
}

static void on_connected(struct connection *connection)
{
	clear_bit(IS_CONNECTING, &connection->flags);
	wake_up_all(&connection->answered);
	connection->handler(connection, EVENT_CONNECTED);
}

static void on_closed(struct connection *connection)
{
	connection->handler(connection, EVENT_CLOSED);
}

static void handle_event_bad(struct work_struct *work)
{
	struct connection_work *item = container_of(work, struct connection_work, work);

	if (item->event == EVENT_CONNECTED)
		on_connected(item->connection);
	else
		on_closed(item->connection);
	kfree(item);
}

void connection_event(struct connection *connection, enum event event)
{
	struct connection_work *item = kmalloc(sizeof(*item), GFP_ATOMIC);

	if (!item)
		return;
	INIT_WORK(&item->work, handle_event_bad);
	item->connection = connection;
	item->event = event;
	queue_work(connection_queue, &item->work);
}

static void user_handler(struct connection *connection, enum event event)
{
	if (event == EVENT_CLOSED)
		connection_destroy(connection);
}

int user_connect(struct connection *connection)
{
	init_waitqueue_head(&connection->answered);
	connection->handler = user_handler;
	set_bit(IS_CONNECTING, &connection->flags);
	return 0;
}

int connections_start(void)
{
	connection_queue = create_singlethread_workqueue("connections");
	return connection_queue ? 0 : -ENOMEM;
}
