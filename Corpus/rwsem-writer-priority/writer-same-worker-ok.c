// run: kernel-version=6.1
/*
 * A port whose commands all run on one ordered queue, and whose answers come from another.
 *
 * Task 1, a command, reads the settings under the rwsem and waits for the answer. The only writer is
 * another command: it waits its turn on the same queue, and so is in nobody's way. Task 2, which
 * reads before it answers, goes through.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct port {
	struct workqueue_struct *commands;
	struct rw_semaphore settings_lock;
	struct completion answered;
	struct work_struct query;
	struct work_struct setup;
	struct work_struct answer;
	int speed;
};

void hw_query(struct port *port, int speed);

static void port_answer(struct work_struct *work)
{
	struct port *port = container_of(work, struct port, answer);

	down_read(&port->settings_lock);
	hw_query(port, port->speed);
	up_read(&port->settings_lock);
	complete(&port->answered);
}

static void port_query_ok(struct work_struct *work)
{
	struct port *port = container_of(work, struct port, query);

	down_read(&port->settings_lock);
	schedule_work(&port->answer);
	wait_for_completion(&port->answered); // expect: rwsem-writer-priority refuted
	up_read(&port->settings_lock);
}

static void port_setup_ok(struct work_struct *work)
{
	struct port *port = container_of(work, struct port, setup);

	down_write(&port->settings_lock);
	port->speed++;
	up_write(&port->settings_lock);
}

void port_command_ok(struct port *port, bool sets)
{
	if (sets)
		queue_work(port->commands, &port->setup);
	else
		queue_work(port->commands, &port->query);
}

int port_init_ok(struct port *port)
{
	port->commands = alloc_ordered_workqueue("port", 0);
	if (!port->commands)
		return -ENOMEM;
	init_rwsem(&port->settings_lock);
	init_completion(&port->answered);
	INIT_WORK(&port->query, port_query_ok);
	INIT_WORK(&port->setup, port_setup_ok);
	INIT_WORK(&port->answer, port_answer);
	return 0;
}
