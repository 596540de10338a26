// run: kernel-version=6.1
/*
 * A method of a protocol runs in a system call, with soft interrupts on, and takes a lock that a timer's function takes
 * too. One that switches them off is not interrupted by the timer.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

struct sock;

struct proto {
	int (*setsockopt)(struct sock *sk, int level, int name, char *value, unsigned int length);
	int (*getsockopt)(struct sock *sk, int level, int name, char *value, int *length);
};

static DEFINE_SPINLOCK(addresses_lock);
static DEFINE_SPINLOCK(routes_lock);
static int addresses, routes;

static void addresses_expire(struct timer_list *timer)
{
	spin_lock(&addresses_lock);
	addresses = 0;
	spin_unlock(&addresses_lock);
	spin_lock(&routes_lock);
	routes = 0;
	spin_unlock(&routes_lock);
}

static int option_set_bad(struct sock *sk, int level, int name, char *value, unsigned int length)
{
	spin_lock(&addresses_lock); // expect: irq-inversion confirmed
	addresses++;
	spin_unlock(&addresses_lock);
	return 0;
}

static int option_get_ok(struct sock *sk, int level, int name, char *value, int *length)
{
	spin_lock_bh(&routes_lock);
	*length = routes;
	spin_unlock_bh(&routes_lock);
	return 0;
}

const struct proto address_proto = {
	.setsockopt = option_set_bad,
	.getsockopt = option_get_ok,
};

void addresses_start(struct timer_list *timer)
{
	timer_setup(timer, addresses_expire, 0);
	mod_timer(timer, jiffies + 50);
}
