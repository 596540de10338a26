// run: kernel-version=6.1
/*
 * The state's port is read, and so is there; the macro-like helper that unlocks asks again whether it is.
 */

#include <linux/mutex.h>

struct port {
	struct mutex lock;
	int type;
	int speed;
};

struct state {
	struct port *port;
};

static void port_configure(struct port *port)
{
	mutex_lock(&port->lock);
	port->speed = 9600;
	mutex_unlock(&port->lock);
}

int state_open_ok(struct state *state, struct port *port)
{
	if (port->type == 0)
		return -1;
	mutex_lock(&state->port->lock);
	port->speed = 0;
	if (port)
		mutex_unlock(&state->port->lock);
	port_configure(state->port);
	return 0;
}
