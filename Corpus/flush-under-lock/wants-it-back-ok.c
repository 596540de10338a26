// run: kernel-version=6.1
/*
 * A function that hands what it replaces to its caller, if that wants it, and waits for the timer of it
 * otherwise. Who has a lock that the timer takes asks for it, and puts it away later.
 */

#include <linux/container_of.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

struct old_socket {
	struct list_head link;
	struct timer_list timer;
};

struct bucket {
	struct list_head sockets;
};

static DEFINE_SPINLOCK(bucket_lock);

static void old_socket_expired(struct timer_list *timer)
{
	struct old_socket *old = container_of(timer, struct old_socket, timer);

	spin_lock(&bucket_lock);
	list_del(&old->link);
	spin_unlock(&bucket_lock);
}

void old_socket_add(struct bucket *bucket, struct old_socket *old)
{
	timer_setup(&old->timer, old_socket_expired, 0);
	list_add(&old->link, &bucket->sockets);
}

static struct old_socket *bucket_first(struct bucket *bucket)
{
	return list_first_entry(&bucket->sockets, struct old_socket, link);
}

static int bucket_take(struct bucket *bucket, struct old_socket **replaced)
{
	struct old_socket *old = bucket_first(bucket);

	if (replaced)
		*replaced = old;
	else
		del_timer_sync(&old->timer);
	return 0;
}

int bucket_connect_ok(struct bucket *bucket)
{
	struct old_socket *old = NULL;
	int error;

	spin_lock_bh(&bucket_lock);
	error = bucket_take(bucket, &old);
	spin_unlock_bh(&bucket_lock);
	if (old)
		del_timer_sync(&old->timer);
	return error;
}

int bucket_bind_ok(struct bucket *bucket)
{
	return bucket_take(bucket, NULL);
}
