// run: kernel-version=6.1
/*
 * One loop locks the ports, another one over the same list unlocks them. The order of port and journal is
 * the other way round elsewhere, and nothing of the ports is held when the journal is asked for here.
 */

#include <linux/list.h>
#include <linux/mutex.h>

struct port {
	struct list_head list;
	struct mutex lock;
	int bytes;
};

static LIST_HEAD(ports);
static DEFINE_MUTEX(journal_lock);
static int journal_bytes;

void ports_sync_ok(void)
{
	struct port *port;
	int bytes = 0;

	list_for_each_entry(port, &ports, list)
		mutex_lock(&port->lock);
	list_for_each_entry(port, &ports, list)
		bytes += port->bytes;
	list_for_each_entry(port, &ports, list)
		mutex_unlock(&port->lock);
	mutex_lock(&journal_lock);
	journal_bytes += bytes;
	mutex_unlock(&journal_lock);
}

void port_restore_ok(struct port *port)
{
	mutex_lock(&journal_lock);
	mutex_lock(&port->lock);
	port->bytes = journal_bytes;
	mutex_unlock(&port->lock);
	mutex_unlock(&journal_lock);
}
