// run: kernel-version=6.1
/*
 * A configuration call that returns in the middle when its argument is bad.
 */

#include <linux/mutex.h>

struct port {
	struct mutex lock;
	int speed;
};

int port_set_speed_bad(struct port *port, int speed)
{
	mutex_lock(&port->lock); // expect: lock-imbalance confirmed
	if (speed < 0)
		return -EINVAL;
	if (speed > 1000) {
		mutex_unlock(&port->lock);
		return -ENOSPC;
	}
	port->speed = speed;
	mutex_unlock(&port->lock);
	return 0;
}

int port_set_speed_ok(struct port *port, int speed)
{
	int err = 0;

	mutex_lock(&port->lock);
	if (speed < 0) {
		err = -EINVAL;
		goto out;
	}
	port->speed = speed;
out:
	mutex_unlock(&port->lock);
	return err;
}
