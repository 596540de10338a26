// run: kernel-version=6.1
/*
 * Ports are counted when they are added, under the lock of the count. A link is a port, made under that lock; a
 * helper says in it that it is not to be counted. A hub is one that nobody says this of.
 */

#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/types.h>

struct power {
	bool uncounted;
};

struct port {
	struct power power;
	int number;
};

struct link {
	struct port port;
	int lanes;
};

static DEFINE_MUTEX(count_lock);
static int ports;

static void port_do_not_count(struct port *port)
{
	port->power.uncounted = true;
}

static void port_count(struct port *port)
{
	if (port->power.uncounted)
		return;
	port->number = 1;
	mutex_lock(&count_lock);
	ports++;
	mutex_unlock(&count_lock);
}

struct port *port_get(struct port *port);

static void port_add(struct port *port)
{
	port = port_get(port);
	port->number = 0;
	port_count(port);
}

struct link *link_make_ok(int lanes)
{
	struct link *link;

	mutex_lock(&count_lock);
	link = kzalloc(sizeof(*link), GFP_KERNEL);
	if (link) {
		link->lanes = lanes;
		port_do_not_count(&link->port);
		port_add(&link->port);
	}
	mutex_unlock(&count_lock);
	return link;
}

struct port *hub_make_bad(void)
{
	struct port *hub;

	mutex_lock(&count_lock);
	hub = kzalloc(sizeof(*hub), GFP_KERNEL);
	if (hub)
		port_add(hub); // expect: self-deadlock confirmed
	mutex_unlock(&count_lock);
	return hub;
}
