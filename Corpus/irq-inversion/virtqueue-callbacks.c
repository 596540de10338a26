// run: kernel-version=6.1
/*
 * The callbacks of a device's queues are handed over in an array, and run in its interrupt. They take the lock of
 * the port, which a task takes with interrupts on.
 */

#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/virtio.h>

struct port {
	spinlock_t lock;
	spinlock_t control_lock;
	int pending;
	int messages;
	struct virtqueue *queues[2];
};

static void data_in(struct virtqueue *vq)
{
	struct port *port = vq->vdev->priv;

	spin_lock(&port->lock);
	port->pending++;
	spin_unlock(&port->lock);
}

static void data_out(struct virtqueue *vq)
{
	struct port *port = vq->vdev->priv;

	spin_lock(&port->control_lock);
	port->messages++;
	spin_unlock(&port->control_lock);
}

int port_setup(struct virtio_device *vdev, struct port *port)
{
	static const char *const names[] = { "in", "out" };
	vq_callback_t *callbacks[] = { data_in, NULL };
	vq_callback_t **more = kmalloc_array(2, sizeof(*more), GFP_KERNEL);

	if (!more)
		return -ENOMEM;
	more[0] = NULL;
	more[1] = data_out;
	vdev->priv = port;
	return virtio_find_vqs(vdev, 2, port->queues, callbacks, names)
	    ?: virtio_find_vqs(vdev, 2, port->queues, more, names);
}

void port_read(struct port *port)
{
	spin_lock(&port->lock); // expect: irq-inversion confirmed
	port->pending = 0;
	spin_unlock(&port->lock);
}

void port_control(struct port *port)
{
	spin_lock(&port->control_lock); // expect: irq-inversion confirmed
	port->messages = 0;
	spin_unlock(&port->control_lock);
}
