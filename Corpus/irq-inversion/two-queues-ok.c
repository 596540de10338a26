// run: kernel-version=6.1
/*
 * A timer empties the queue of its table. The queue of a socket is another one, though of the same type.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

struct sk_buff_head {
	struct sk_buff *next;
	unsigned int qlen;
	spinlock_t lock;
};

struct table {
	struct sk_buff_head waiting;
	struct timer_list timer;
};

struct socket {
	struct sk_buff_head received;
};

static void table_timer(struct timer_list *timer)
{
	struct table *table = from_timer(table, timer, timer);

	spin_lock(&table->waiting.lock);
	table->waiting.qlen = 0;
	spin_unlock(&table->waiting.lock);
}

void table_start(struct table *table)
{
	timer_setup(&table->timer, table_timer, 0);
}

unsigned int socket_length_ok(struct socket *socket)
{
	unsigned int length;

	spin_lock(&socket->received.lock);
	length = socket->received.qlen;
	spin_unlock(&socket->received.lock);
	return length;
}
