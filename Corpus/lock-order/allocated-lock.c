// run: kernel-version=6.1
/*
 * Two halves of a controller share a mutex that the first one has allocated. One task takes it before that of a
 * port, another one after.
 */

#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct half {
	struct mutex *addresses;
	struct half *first;
};

struct socket {
	struct mutex status;
	struct half *half;
};

int half_add(struct half *half)
{
	if (half->first) {
		half->addresses = half->first->addresses;
		return 0;
	}
	half->addresses = kmalloc(sizeof(*half->addresses), GFP_KERNEL);
	if (!half->addresses)
		return -ENOMEM;
	mutex_init(half->addresses);
	return 0;
}

void half_remove(struct half *half)
{
	kfree(half->addresses);
	half->addresses = NULL;
}

void socket_connect_bad(struct socket *socket)
{
	mutex_lock(socket->half->addresses);
	mutex_lock(&socket->status); // expect: lock-order confirmed
	mutex_unlock(&socket->status);
	mutex_unlock(socket->half->addresses);
}

void socket_reset_bad(struct socket *socket)
{
	mutex_lock(&socket->status);
	mutex_lock(socket->half->addresses);
	mutex_unlock(socket->half->addresses);
	mutex_unlock(&socket->status);
}
