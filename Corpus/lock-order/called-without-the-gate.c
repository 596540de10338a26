// run: kernel-version=6.1
/*
 * Two orders of a queue's lock and a list's. The callers that are nearest to either have a client's lock, which
 * would keep them apart; but both are also called without.
 */

#include <linux/mutex.h>

static DEFINE_MUTEX(client_lock);
static DEFINE_MUTEX(list_lock);
static DEFINE_MUTEX(queue_lock);
static int clients, waiting;

static void put_on_queue_bad(void)
{
	mutex_lock(&list_lock);
	mutex_lock(&queue_lock); // expect: lock-order confirmed
	waiting++;
	mutex_unlock(&queue_lock);
	mutex_unlock(&list_lock);
}

static void take_off_queue_bad(void)
{
	mutex_lock(&queue_lock);
	mutex_lock(&list_lock);
	waiting--;
	mutex_unlock(&list_lock);
	mutex_unlock(&queue_lock);
}

void client_put(void)
{
	mutex_lock(&client_lock);
	clients++;
	put_on_queue_bad();
	mutex_unlock(&client_lock);
}

void client_take(void)
{
	mutex_lock(&client_lock);
	clients--;
	take_off_queue_bad();
	mutex_unlock(&client_lock);
}

void kernel_put(void)
{
	put_on_queue_bad();
}

void kernel_take(void)
{
	take_off_queue_bad();
}
